/**
 * Takes a token out of a bucket, if there is one, by the server's clock. KEYS: the bucket. ARGV: limit, window in milliseconds. Answers whether it did,
 * and what is left. A bucket that nobody used for a window is full, and forgotten.
 */
export const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = limit
if known[1] then
  local passed = math.max(0, now - tonumber(known[2]))
  tokens = math.min(limit, tonumber(known[1]) + passed * limit / window)
end
local allowed = 0
if tokens >= 1 then
  allowed = 1
  tokens = tokens - 1
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(window))
return { allowed, string.format('%.6f', tokens) }`;

/** What answers are told with beside their body, for pages of elsewhere and in documents. By name, with what each says. */
export const ANSWER_HEADERS = {
  ETag: 'The version of what is answered.',
  'Idempotency-Replayed':
    '`true`: the request was executed before under its key, and is answered as it was then.',
  Location: 'The path of what was made.',
  'RateLimit-Limit': 'How many requests may come at once.',
  'RateLimit-Remaining': 'How many of those are left.',
  'RateLimit-Reset': 'In how many seconds all of them are again.',
  'Retry-After': 'How many seconds to wait before asking again.',
  'WWW-Authenticate': 'What has to be shown.',
} as const;

export type AnswerHeader = keyof typeof ANSWER_HEADERS;

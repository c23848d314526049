/** The contract's files and what they import, without Google's: a google.protobuf.FileDescriptorSet in base64. */
export const DESCRIPTORS =
  'ClkKJWhhbnNvbS9kcml2ZXJfYXBpL3YxL2RyaXZlcl9hcGkucHJvdG8SFGhhbnNvbS5kcml2ZXJfYXBpLnYxMhIKEERyaXZlckFwaVNlcnZpY2ViBnByb3RvMw==';

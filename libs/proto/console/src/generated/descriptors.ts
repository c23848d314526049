/** The contract's files and what they import, without Google's: a google.protobuf.FileDescriptorSet in base64. */
export const DESCRIPTORS =
  'Ck4KH2hhbnNvbS9jb25zb2xlL3YxL2NvbnNvbGUucHJvdG8SEWhhbnNvbS5jb25zb2xlLnYxMhAKDkNvbnNvbGVTZXJ2aWNlYgZwcm90bzM=';

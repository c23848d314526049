/** The contract's files and what they import, without Google's: a google.protobuf.FileDescriptorSet in base64. */
export const DESCRIPTORS =
  'CmEKKWhhbnNvbS9jdXN0b21lcl9hcGkvdjEvY3VzdG9tZXJfYXBpLnByb3RvEhZoYW5zb20uY3VzdG9tZXJfYXBpLnYxMhQKEkN1c3RvbWVyQXBpU2VydmljZWIGcHJvdG8z';

/** The contract's files and what they import, without Google's: a google.protobuf.FileDescriptorSet in base64. */
export const DESCRIPTORS =
  'ClIKIWhhbnNvbS9yZWFsdGltZS92MS9yZWFsdGltZS5wcm90bxISaGFuc29tLnJlYWx0aW1lLnYxMhEKD1JlYWx0aW1lU2VydmljZWIGcHJvdG8z';

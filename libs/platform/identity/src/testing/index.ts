export { callHandlerAs } from './call-handler-as.ts';
export {
  type IssueOptions,
  type TestCa,
  testCa,
  type TestCertificates,
  testCertificates,
} from './test-ca.ts';
export { aUser, type TestAuth, testAuth } from './users.ts';

export { type ClientOptions, createClient } from './create-client.ts';
export {
  type AnswerFacts,
  type CallOptions,
  type ClientOf,
  type OperationFacts,
  type OperationTypes,
  type RequestParts,
} from './operations.ts';
export { isProblem, NoAnswer, type Problem, ProblemError } from './problem-error.ts';

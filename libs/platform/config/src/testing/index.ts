export { type MemorySource, memorySource } from './memory-source.ts';
export { readmeProblems } from './readme-problems.ts';
export { type StaticConfig, staticConfig } from './static-config.ts';

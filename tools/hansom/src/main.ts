import { buildProgram } from './program.ts';

void buildProgram().parseAsync(process.argv);

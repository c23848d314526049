export { type WorkspaceCopy, copyWorkspace } from './copy-workspace.ts';

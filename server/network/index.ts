export { branchAround } from './branch.ts';
export { buildMissing, subscriptions } from './build.ts';
export { isolateAt } from './isolate-at.ts';
export type { NetworkBranch } from './model.ts';

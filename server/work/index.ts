export { closingSubscriptions } from './closing-audits/draw.ts';
export { openOrder } from './orders/plan.ts';
export { proposeWork } from './propose/find.ts';

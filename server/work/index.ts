export { closingSubscriptions } from './closing-audits/draw.ts';
export { openOrder } from './orders/plan.ts';
export { proposeWork } from './propose/find.ts';
export { TownFile, type TownPlan } from './town-file/contract.ts';
export { readFile as townFile } from './town-file/file.ts';
export { checkTown, takeTown } from './town-file/routes.ts';

import type { Context } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { approvalRoutes } from './approval/routes.ts';
import { followAsset, readAssetPage, unfollowAsset } from './asset-page/contract.ts';
import { follow, unfollow } from './asset-page/follow.ts';
import { assetPage } from './asset-page/page.ts';
import { readAudit } from './audit/contract.ts';
import { auditPage } from './audit/read.ts';
import { readOneCase, readTimeline } from './case.ts';
import { closingAuditRoutes } from './closing-audits/routes.ts';
import { readAssetTimeline, readCase } from './contract.ts';
import { contractorRoutes } from './contractors/routes.ts';
import { routes as field } from './field/routes.ts';
import { invoiceRoutes } from './invoices/routes.ts';
import { leaverRoutes } from './leaver/routes.ts';
import { routes as means } from './means/routes.ts';
import { routes as orders } from './orders/routes.ts';
import { routes as priorities } from './priorities/routes.ts';
import { routes as propose } from './propose/routes.ts';
import { routes as runs } from './runs/routes.ts';
import { routes as townFile } from './town-file/routes.ts';

/** Answers what staff see of one fault and of one asset. */
export function routes(serve: Serve<Context>): void {
	serve(readCase, readOneCase);
	serve(readAssetTimeline, readTimeline);
	serve(readAssetPage, assetPage);
	approvalRoutes(serve);
	leaverRoutes(serve);
	serve(readAudit, auditPage);
	serve(followAsset, follow);
	serve(unfollowAsset, unfollow);
	orders(serve);
	means(serve);
	priorities(serve);
	closingAuditRoutes(serve);
	contractorRoutes(serve);
	invoiceRoutes(serve);
	field(serve);
	propose(serve);
	runs(serve);
	townFile(serve);
}

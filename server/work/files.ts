import type { Request, Router } from 'express';
import type { Context } from '../municipality/index.ts';
import type { Store } from '../platform/store.ts';
import { auditFile } from './audit/csv-route.ts';
import { caseFileRoute } from './case-file/route.ts';

/** Answers what is taken along as a file: the audit as a table, the case of a fault on paper. */
export function workFiles(router: Router, begin: (request: Request) => Promise<Context>, store: Store): void {
	auditFile(router, begin);
	caseFileRoute(router, begin, store);
}

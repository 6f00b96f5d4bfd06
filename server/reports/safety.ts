import type { Request, Router } from 'express';
import type { Context } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import type { Store } from '../platform/store.ts';
import { abuse } from './abuse/routes.ts';
import { holds } from './holds/routes.ts';
import { moderation } from './moderation/routes.ts';
import { exportRoutes } from './persons/export.ts';
import { persons } from './persons/routes.ts';

interface Safety {
	begin: (request: Request) => Promise<Context>;
	serve: Serve<Context>;
	store: Store;
}

/** Answers all that keeps people safe: moderation, blocks, and what is held of them. */
export function safety(router: Router, { begin, serve, store }: Safety): void {
	moderation(serve, store);
	abuse(serve);
	persons(serve);
	holds(serve);
	exportRoutes(router, { begin, store });
}

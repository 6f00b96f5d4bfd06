import type { Request, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { placesRoutes } from '../places/routes.ts';
import type { Getter } from '../sources/index.ts';
import { undoRoutes } from '../undo/routes.ts';
import { requestRoutes } from './request-routes.ts';
import { rejectsRoute, reviewRoutes } from './review-routes.ts';
import { savedRoutes } from './saved-routes.ts';

/** Where uploaded files are kept, what seals credentials, how services are asked. */
export interface ImportRouting {
	directory: string;
	secret: string;
	get?: Getter | undefined;
}

/** Answers all that is asked about imports and their sources. */
export function importRoutes(router: Router, begin: (request: Request) => Promise<Context>, { serve, ...it }: ImportRouting & { serve: Serve<Context> }): void {
	rejectsRoute(router, begin);
	requestRoutes(serve, it);
	reviewRoutes(serve, it);
	savedRoutes(serve, it);
	placesRoutes(serve, it);
	undoRoutes(serve);
}

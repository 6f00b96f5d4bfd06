import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { handOver, listProjects } from './contract.ts';
import { handOverProject, projects } from './projects.ts';

/** Renewals that are handed over to works. */
export function projectRoutes(serve: Serve<Context>): void {
	serve(handOver, handOverProject);
	serve(listProjects, (context, { limit }) => projects(context, limit));
}

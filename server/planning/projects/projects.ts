import type { Context } from '../../municipality/index.ts';
import { all } from '../../platform/sql.ts';
import { openOrder } from '../../work/index.ts';
import type { Project } from './contract.ts';
import { projectsSql } from './queries.ts';

/** Hands assets over to works as a project. Planning writes no order itself: it asks. */
export async function handOverProject(
	context: Context,
	{ title, assets, planned }: { title: string; assets: readonly string[]; planned?: number | undefined },
) {
	return openOrder(context, {
		kind: 'project',
		title,
		assets: [...new Set(assets)],
		faults: [],
		isolate: false,
		...(planned !== undefined && { estimateCost: planned }),
	});
}

interface ProjectRow extends Omit<Project, 'openedAt'> {
	openedAt: Date;
}

/** The projects there are, actual against plan. */
export async function projects({ db }: Context, limit: number): Promise<{ projects: Project[] }> {
	const rows = await all<ProjectRow>(db, projectsSql(limit));
	return { projects: rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })) };
}

import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';

const Project = z.object({
	/** Of the work order. */
	code: z.string(),
	title: z.string(),
	state: z.string(),
	openedAt: z.string(),
	assets: z.number(),
	/** Lines that have ended. */
	ended: z.number(),
	planned: z.nullable(z.number()),
	actual: z.nullable(z.number()),
});
export type Project = z.infer<typeof Project>;

const reference = z.string().check(z.minLength(1), z.maxLength(80));

export const handOver = endpoint({
	method: 'post',
	path: '/api/planning/projects',
	access: 'planning.read',
	summary:
		'Hands assets that were chosen to be renewed over to works, as a work order of the kind project with what it is planned to cost; works plans the rest.',
	input: z.object({
		title: words(200).check(z.minLength(1)),
		assets: z.array(reference).check(z.minLength(1), z.maxLength(500)),
		planned: z.optional(z.number().check(z.minimum(0), z.maximum(1_000_000_000))),
	}),
	output: z.object({ code: z.string() }),
	problems: ['bad-input'],
});

export const listProjects = endpoint({
	method: 'get',
	path: '/api/planning/projects',
	access: 'planning.read',
	summary: 'Projects that were handed over to works, newest first: how far each is, and what it costs against what was planned.',
	input: z.object({ limit: z._default(count(1, 500), 100) }),
	output: z.object({ projects: z.array(Project) }),
});

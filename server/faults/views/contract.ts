import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';
import { queueLanes, queueOrders } from '../contract.ts';

const text = (max: number) => z._default(z.string().check(z.maxLength(max)), '');

/** What the queue is narrowed to and ordered by; an empty text narrows nothing. */
export const ViewFilters = z.object({
	lane: z._default(z.enum(queueLanes), 'open'),
	order: z._default(z.enum(queueOrders), 'cost'),
	department: text(40),
	class: text(80),
	ward: text(20),
	state: text(200),
	q: text(120),
	bbox: z._default(z.string().check(z.regex(/^(-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3})?$/)), ''),
});

export const SavedView = z.object({
	id: z.number(),
	title: z.string(),
	filters: ViewFilters,
	/** Code of the department it is shared with. */
	department: z.nullable(z.string()),
	mine: z.boolean(),
	by: z.string(),
	/** How many faults are in it, at most a thousand are counted. */
	count: z.number(),
});
export type SavedView = z.infer<typeof SavedView>;

const views = z.object({ views: z.array(SavedView) });
const title = words(80).check(z.minLength(1));
const department = z.nullable(z.string().check(z.maxLength(40)));

export const readViews = endpoint({
	method: 'get',
	path: '/api/desk/views',
	access: 'fault.read',
	summary: 'Saved views of the queue: one’s own, and those shared with one’s departments, each with how many faults are in it.',
	input: z.object({}),
	output: views,
});

export const saveView = endpoint({
	method: 'post',
	path: '/api/desk/views',
	access: 'fault.read',
	summary: 'Saves a view of the queue under a title, for oneself or shared with a department.',
	input: z.object({ title, filters: ViewFilters, department: z._default(department, null) }),
	output: views,
});

export const changeView = endpoint({
	method: 'patch',
	path: '/api/desk/views/:id',
	access: 'fault.read',
	summary: 'Changes a view of one’s own: its title, what it narrows to, with whom it is shared; removes it or brings it back.',
	input: z.object({
		id: count(1, Number.MAX_SAFE_INTEGER),
		title: z.optional(title),
		filters: z.optional(ViewFilters),
		department: z.optional(department),
		removed: z.optional(z.boolean()),
	}),
	output: views,
	problems: ['not-found'],
});

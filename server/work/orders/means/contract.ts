import * as z from 'zod/mini';
import { count, endpoint } from '../../../platform/contract.ts';
import { assets, faults, whole } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));

export const addOrderItems = endpoint({
	method: 'post',
	path: '/api/desk/work-orders/:code/items',
	access: 'work.plan',
	summary: 'Puts more faults and assets on a work order.',
	input: z.object({ code, faults, assets, version: z.optional(z.number()), language }),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const removeOrderItem = endpoint({
	method: 'delete',
	path: '/api/desk/work-orders/:code/items/:item',
	access: 'work.plan',
	summary: 'Takes an item off a work order on which no work has been done; its fault is again what it was to be: confirmed.',
	input: z.object({ code, item: count(1, Number.MAX_SAFE_INTEGER), language }),
	output: whole,
	problems: ['not-found', 'wrong-state'],
});

export const planMaterials = endpoint({
	method: 'put',
	path: '/api/desk/work-orders/:code/materials',
	access: 'work.plan',
	summary: 'Says what is to be taken from the stores and which plant is needed.',
	input: z.object({
		code,
		materials: z.array(z.object({ code: z.string().check(z.maxLength(40)), planned: z.number().check(z.minimum(0), z.maximum(1e6)) })).check(z.maxLength(100)),
		language,
	}),
	output: whole,
	problems: ['not-found', 'wrong-state'],
});

export const settleConflict = endpoint({
	method: 'post',
	path: '/api/desk/work-orders/:code/conflicts/:conflict',
	access: 'work.plan',
	summary: 'Says which of two that wrote the same field holds.',
	input: z.object({ code, conflict: count(1, Number.MAX_SAFE_INTEGER), take: z.enum(['kept', 'other']), language }),
	output: whole,
	problems: ['not-found', 'wrong-state'],
});

export const listWorkMeans = endpoint({
	method: 'get',
	path: '/api/desk/work-means',
	access: 'fault.read',
	summary: 'What work is planned with: crews, materials and plant, codes for cost.',
	input: z.object({ language }),
	output: z.object({
		crews: z.array(
			z.object({
				code: z.string(),
				department: z.string(),
				people: z.number(),
				hourlyCost: z.number(),
				shiftFrom: z.number(),
				shiftUntil: z.number(),
				lon: z.nullable(z.number()),
				lat: z.nullable(z.number()),
				contractor: z.boolean(),
			}),
		),
		materials: z.array(z.object({ code: z.string(), title: z.string(), unit: z.string(), price: z.number(), plant: z.boolean() })),
		costCodes: z.array(z.object({ code: z.string(), title: z.string(), kind: z.nullable(z.string()), verify: z.boolean() })),
	}),
});

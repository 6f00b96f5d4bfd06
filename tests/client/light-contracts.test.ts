import { describe, expect, test } from 'vitest';
import { z as trusting } from '../../client/api/schemas-on-trust.ts';
import { lightContract } from '../../scripts/light-contracts.ts';

const contract = `import * as z from 'zod/mini';
import { endpoint, words } from '../platform/contract.ts';
export const states = ['open', 'fixed'] as const;
export const Fault = z.object({ code: z.string().check(z.maxLength(20)), note: words(200) });
export type Fault = z.infer<typeof Fault>;
export const readFault = endpoint({ method: 'get', path: '/api/faults/:code', access: 'anyone', summary: 'One (or none).', input: z.object({ code: z.string() }), output: Fault });
`;

describe('a contract as the built apps carry it', () => {
	const light = lightContract(contract, '/trust.ts');

	test('still says where and how to ask, and no more', () => {
		expect(light).toContain("endpoint({ method: 'get', path: '/api/faults/:code', access: z, summary: z, input: z, output: z })");
	});

	test('keeps lists and types, and stands on trust instead of the schema library', () => {
		expect(light).toContain("export const states = ['open', 'fixed'] as const;");
		expect(light).toContain('export type Fault');
		expect(light).toContain('from "/trust.ts"');
		expect(light).not.toContain('zod');
	});

	test('has no call left that a bundler would think of consequence', () => {
		expect(light.replaceAll(/\/\* @__PURE__ \*\/ (z|words|endpoint)\(/g, '')).not.toMatch(/(?<![.\w])(z|words|endpoint)\(/);
	});
});

describe('the schema on trust', () => {
	test('answers what it is given, whatever was made of it', () => {
		const data = { code: 'F1' };
		const Schema = trusting['object']?.()['check']?.();
		expect(Schema?.parse(data)).toBe(data);
		expect(trusting().parse(data)).toBe(data);
	});
});

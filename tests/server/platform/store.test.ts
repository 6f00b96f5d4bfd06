import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { diskStore } from '../../../server/platform/store.ts';

const directory = mkdtempSync(join(tmpdir(), 'faultline-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('keeps the same bytes once, under a name that is their hash, and takes away what nobody wants', async () => {
	const store = diskStore(directory);
	const [one, again, two] = [await store.keep(Buffer.from('one')), await store.keep(Buffer.from('one')), await store.keep(Buffer.from('two'))];
	expect(again).toBe(one);
	expect(readFileSync(store.path(one), 'utf8')).toBe('one');
	expect(() => store.path('../../etc/passwd')).toThrow();
	const wanted = async () => new Set([one]);
	expect(await store.sweep(new Date(Date.now() - 60_000), wanted)).toBe(0);
	expect(await store.sweep(new Date(Date.now() + 60_000), wanted)).toBe(1);
	expect(readFileSync(store.path(one), 'utf8')).toBe('one');
	expect(() => readFileSync(store.path(two))).toThrow();
});

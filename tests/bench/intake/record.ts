import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { createApp } from '../../../server/app.ts';
import { settings } from '../../../server/platform/config.ts';
import { type Lamp, reportOf } from './lamps.ts';
import type { Binding, Statement } from './replay-process.ts';

interface Asked {
	sql: string;
	bindings?: unknown[];
	options?: { name?: string };
	__knexQueryUid: string;
}

interface Recorded extends Asked {
	rows: Record<string, unknown>[];
}

/** The statements that one accepted report runs, from begin to commit, with places for what differs from report to report. */
export async function recordReport(db: Knex, lamp: Lamp): Promise<Statement[]> {
	const dataDirectory = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
	const running = await createApp({ db, settings: { ...settings, dataDirectory, rateLimit: 0, sessionSecret: 'a secret for measuring that is long enough' } });
	const http = createServer(running.app).listen(0, '127.0.0.1');
	await once(http, 'listening');
	const heard: Recorded[] = [];
	const ask = (it: Asked): void => void heard.push({ ...it, rows: [] });
	const answer = (response: { rows?: Recorded['rows'] } | undefined, { __knexQueryUid: uid }: Asked): void => {
		const asked = heard.find((it) => it.__knexQueryUid === uid);
		if (asked) asked.rows = response?.rows ?? [];
	};
	const key = 'recorded-report';
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/reports`;
	const send = (headers: Record<string, string>, it: Lamp) =>
		fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: reportOf(it) });
	try {
		// The weights of the town are read once and kept: the first pin of all would show more than a report needs.
		await fetch(url.replace('reports', 'snap'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: reportOf(lamp) });
		db.on('query', ask).on('query-response', answer);
		const response = await send({ 'idempotency-key': key }, lamp);
		if (response.status !== 200) throw new Error(`the report to record was refused: ${await response.text()}`);
		const ticket = (await response.json()) as { joined: boolean; linked: boolean };
		if (ticket.joined || !ticket.linked) throw new Error('the report to record must open a fault on its lamp');
	} finally {
		db.removeListener('query', ask);
		db.removeListener('query-response', answer);
		http.close();
		http.closeAllConnections();
		await running.close();
		rmSync(dataDirectory, { recursive: true, force: true });
	}
	const from = heard.findIndex((it) => /^begin/i.test(it.sql));
	const to = heard.findIndex((it) => /^commit/i.test(it.sql));
	if (from < 0 || to < from) throw new Error('the report to record ran in no transaction');
	return heard.slice(from, to + 1).map((it, i, all) => ({
		sql: it.sql,
		name: it.options?.name,
		bindings: (it.bindings ?? []).map((value) => placeOf(value, { lamp, key, before: all.slice(0, i) })),
	}));
}

interface Known {
	readonly lamp: Lamp;
	readonly key: string;
	readonly before: readonly Recorded[];
}

/** Rows that a report makes have ids above this, so that no other number is taken for one of them. */
export const highIds = 10_000_000;

/** What a value of the recorded report stands for: the key, the lamp, an id that an earlier statement answered, or itself. */
function placeOf(value: unknown, { lamp, key, before }: Known): Binding {
	if (value === key) return { is: 'key' };
	return typeof value === 'number' ? (ofLamp(value, lamp) ?? answered(value, before) ?? { value }) : { value };
}

function ofLamp(value: number, lamp: Lamp): Binding | undefined {
	for (const is of ['id', 'lon', 'lat'] as const) if (value === lamp[is]) return { is };
	// Where the fault is was computed from the pin: equal but for the last digits.
	for (const is of ['x', 'y'] as const) if (Math.abs(value - lamp[is]) < 0.01) return { is };
	return undefined;
}

function answered(value: number, before: readonly Recorded[]): Binding | undefined {
	for (const [statement, { rows }] of before.entries()) {
		const column = Object.entries(rows[0] ?? {}).find(([, it]) => it === value && value > highIds)?.[0];
		if (column !== undefined) return { statement, column };
	}
	return undefined;
}

import { signal } from '@preact/signals';
import type { Finding } from '../../../../server/assets/layers/contract.ts';
import { type Issue, type IssueKind, issueKinds, listNetworkIssues, type Quality, readNetworkQuality } from '../../../../server/network/contract.ts';
import { call } from '../../../api/call.ts';
import { t } from '../../../i18n/console.ts';
import { language } from '../../../i18n/language.ts';

type Network = Quality['networks'][number];

/** The networks that the register makes, as last heard; undefined until then. */
export const networkQualities = signal<readonly Network[] | undefined>(undefined);

/** Asks for all networks. */
export async function loadNetworks(): Promise<readonly Network[]> {
	const { networks } = await call(readNetworkQuality, {});
	networkQualities.value = networks;
	return networks;
}

/** Where one kind of trouble of a network stands among the rules of the class of its lines. */
export const issueRule = (kind: IssueKind): string => `network:${kind}`;

/** The kind of trouble that a rule of a class stands for; null for a rule about its assets alone. */
export const issueOf = (rule: string): IssueKind | null => issueKinds.find((kind) => issueRule(kind) === rule) ?? null;

const foundValue = ({ other, lines, title }: Issue): string => other ?? (lines > 1 ? t('issueValue.lines', { count: lines }) : title);

/** A page of one kind of trouble, as a rule of the class of its lines finds it. */
export async function networkFindings(layer: string, kind: IssueKind, after: number): Promise<{ findings: Finding[]; next: number | null }> {
	const { utility } = (networkQualities.peek() ?? (await loadNetworks())).find(({ line }) => line === layer) ?? {};
	if (!utility) return { findings: [], next: null };
	const { issues, next } = await call(listNetworkIssues, { utility, kind, after, language: language.peek() });
	return { findings: issues.map((it, i) => ({ ...it, id: after + i, value: foundValue(it) })), next };
}

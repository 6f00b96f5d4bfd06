import type { JSX } from 'preact';
import { type Conflict, type PartPlan, type TownPlan, townParts } from '../../../server/work/town-file/contract.ts';
import { t } from '../../i18n/console.ts';
import { Notice } from '../../ui/notice.tsx';

const partWords = (name: string): string => {
	const known = townParts.find((it) => it === name);
	return known ? t(`file.part.${known}`) : name;
};

/** What a file would change, part by part, and what speaks against it. */
export function Plan({ plan: { parts, changes, conflicts } }: { plan: TownPlan }): JSX.Element {
	const [refused, used] = [conflicts.filter((it) => it.kind === 'refused'), conflicts.filter((it) => it.kind === 'used')];
	return (
		<div class="stack close">
			{refused.length > 0 && <Against kind="bad" said={t('file.refused')} list={refused} />}
			{refused.length === 0 && <p>{changes === 0 ? t('file.nothing') : t('file.changes', { count: changes })}</p>}
			{used.length > 0 && <Against kind="note" said={t('file.used')} list={used} />}
			{parts.map((it) => (
				<Part key={it.part} it={it} />
			))}
		</div>
	);
}

function Against({ kind, said, list }: { kind: 'bad' | 'note'; said: string; list: readonly Conflict[] }): JSX.Element {
	return (
		<Notice kind={kind}>
			<p>{said}</p>
			<ul class="bare-list stack tight">
				{list.map(({ path, message }) => (
					<li key={path}>
						<code>{path}</code> {message}
					</li>
				))}
			</ul>
		</Notice>
	);
}

function Part({ it: { part, added, changed, gone } }: { it: PartPlan }): JSX.Element {
	const lines = [
		[t('file.added'), added.join(', ')],
		[t('file.changed'), changed.map(({ key, fields }) => [key, `(${fields.join(', ')})`].filter(Boolean).join(' ')).join(', ')],
		[t('file.gone'), gone.join(', ')],
	].filter(([, said]) => said !== '');
	return (
		<section class="stack tight">
			<h3>{partWords(part)}</h3>
			<dl class="facts small">
				{lines.map(([name, said]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{said}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { money, quantity } from '../../i18n/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { wrench } from '../../ui/icons.ts';
import { Timeline } from '../../ui/timeline.tsx';

interface WorkLine {
	code: string;
	kind: string;
	state: string;
	at: string;
	outcome: string | null;
	cost: number | null;
	crew?: string | null;
	hours?: number | null;
}

const kinds = ['corrective', 'emergency', 'preventive', 'renewal', 'inspection'] as const;
const kindWords = (kind: string): string => {
	const known = kinds.find((it) => it === kind);
	return known ? t(`work.${known}`) : kind;
};

const details = ({ outcome, cost, crew, hours }: WorkLine): string =>
	[outcome, crew, typeof hours === 'number' && quantity(hours, 'h', 1), cost !== null && money(cost)].filter(Boolean).join(' · ');

/** Work done or planned, newest first. */
export function Work({ title, work }: { title: string; work: readonly WorkLine[] }): JSX.Element | null {
	if (work.length === 0) return null;
	return (
		<section class="stack close">
			<h3>{title}</h3>
			<Timeline
				label={title}
				entries={work.map((it) => ({
					key: it.code,
					at: it.at,
					dayOnly: true,
					mark: <Icon path={wrench} size={16} />,
					what: (
						<>
							{kindWords(it.kind)} <span class="code quiet">{it.code}</span>
						</>
					),
					why: details(it) && <span class="small quiet">{details(it)}</span>,
				}))}
			/>
		</section>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Indicator, readIndicators } from '../../../server/planning/indicators/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import '../means/means.css';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { IndicatorForm } from './indicator-form.tsx';

/** The room in which administrators say what the municipality answers for each quarter. */
export function IndicatorsRoom(): JSX.Element {
	const read = useCall(readIndicators, () => ({ language: language.value }));
	const it = read.data.value;
	const open = useSignal<string | null>(null);
	const again = (): void => void read.reload();
	const close = (): void => {
		open.value = null;
	};
	const shown = it?.indicators.find(({ code }) => code === open.value) ?? null;
	return (
		<div class="room-with-panel means-room">
			<RoomFrame
				title={t('indicators.title')}
				hint={t('indicators.hint')}
				actions={
					<Button kind="primary" icon={plus} onClick={() => (open.value = '')}>
						{t('indicators.new')}
					</Button>
				}
			>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
				{!it && !read.error.value && <Skeleton kind="rows" count={6} />}
				{it && (
					<Table
						caption={t('indicators.title')}
						current={open.value}
						columns={columns((code) => (open.value = code))}
						rows={it.indicators}
						keyOf={({ code }) => code}
					/>
				)}
			</RoomFrame>
			{it && open.value !== null && (
				<SidePanel title={shown ? titleOf(shown) : t('indicators.new')} onClose={close}>
					<IndicatorForm key={open.value} it={shown} modes={it.modes} again={again} onClose={close} />
				</SidePanel>
			)}
		</div>
	);
}

const titleOf = ({ code, title }: Indicator): string => text(title) || code;

const columns = (open: (code: string) => void): Column<Indicator>[] => [
	{
		key: 'title',
		title: t('indicators.what'),
		heading: true,
		cell: (it) => (
			<>
				<Button kind="quiet" class="means-name" onClick={() => open(it.code)}>
					{titleOf(it)}
				</Button>
				<p class="quiet small">
					{it.source} · {it.code}
				</p>
			</>
		),
	},
	{
		key: 'kind',
		title: t('indicators.kind'),
		cell: ({ kind, per, hours }) => t(`indicators.kind.${kind}`, { per: number(per ?? 0), hours: number(hours ?? 0) }),
	},
	{ key: 'target', title: t('indicators.target'), figures: true, cell: ({ target }) => (target === null ? '–' : number(target)) },
	{
		key: 'marks',
		title: t('means.marks'),
		titleUnseen: true,
		cell: ({ verified, active }) => (
			<span class="cluster">
				{!verified && <Badge tone="warn">{t('means.toVerify')}</Badge>}
				{!active && <Badge>{t('means.out')}</Badge>}
			</span>
		),
	},
];

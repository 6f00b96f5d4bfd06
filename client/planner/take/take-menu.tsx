import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { type AnswerFormat, takeAlong } from '../../../server/planning/export/contract.ts';
import { requestOf } from '../../api/request.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevronDown, download } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { printPaper } from '../paper.ts';
import { route } from '../route.ts';
import './take.css';

const tables: readonly AnswerFormat[] = ['xlsx', 'csv'];
const shapes: readonly AnswerFormat[] = ['geopackage', 'geojson', 'flatgeobuf'];

/** The address of the answer as a file, with everything that was asked. */
const fileHref = ({ id, params }: ReportAnswer, format: AnswerFormat, published: boolean): string =>
	requestOf(takeAlong, {
		...params,
		id,
		language: language.value,
		format,
		...(published && { audience: 'public' as const }),
		...(route.value.kept !== null && { kept: route.value.kept }),
		...(route.value.chosen.length > 0 && { rows: JSON.stringify(route.value.chosen) }),
	}).url;

const copy = async (): Promise<void> => {
	await navigator.clipboard.writeText(location.href);
	toast({ text: t('take.copied') });
};

const picture = async (answer: ReportAnswer, kind: 'svg' | 'png'): Promise<void> => {
	const { keepChart } = await import('./chart-file.ts');
	await keepChart(answer, kind);
};

/** All the ways an answer leaves the screen: as paper, as a table, as shapes, as a picture, as its SQL, as a link. */
export function TakeMenu({ answer }: { answer: ReportAnswer }): JSX.Element {
	const menu = useRef<HTMLDetailsElement>(null);
	const published = useSignal(false);
	useEffect(() => {
		const away = (event: Event): void => {
			if (menu.current && event.target instanceof Node && !menu.current.contains(event.target)) menu.current.open = false;
		};
		addEventListener('pointerdown', away);
		return () => removeEventListener('pointerdown', away);
	}, []);
	const pressed = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape' || !menu.current?.open) return;
		menu.current.open = false;
		menu.current.querySelector('summary')?.focus();
	};
	return (
		<details ref={menu} class="take" onKeyDown={pressed}>
			<summary class="button plain">
				<Icon path={download} />
				<span>{t('take.title')}</span>
				<Icon path={chevronDown} size={16} />
			</summary>
			<div class="take-body stack">
				<FileLinks answer={answer} published={published.value} />
				<Checkbox
					label={t('take.public')}
					hint={t('take.publicHint')}
					checked={published.value}
					onCheck={(it) => {
						published.value = it;
					}}
				/>
				<hr />
				<div class="take-links">
					<Button kind="quiet" onClick={() => void picture(answer, 'png')}>
						{t('take.png')}
					</Button>
					<Button kind="quiet" onClick={() => void picture(answer, 'svg')}>
						{t('take.svg')}
					</Button>
					<Button kind="quiet" onClick={() => void printPaper()}>
						{t('take.print')}
					</Button>
					<Button kind="quiet" onClick={() => void copy()}>
						{t('take.copy')}
					</Button>
				</div>
			</div>
		</details>
	);
}

function FileLinks({ answer, published }: { answer: ReportAnswer; published: boolean }): JSX.Element {
	const link = (format: AnswerFormat): JSX.Element => (
		<a
			key={format}
			class="button quiet"
			href={fileHref(answer, format, published)}
			{...(format === 'sql' ? { target: '_blank', rel: 'noopener' } : { download: true })}
		>
			{t(`take.${format}`)}
		</a>
	);
	return (
		<div class="take-links">
			{link('pdf')}
			{tables.map(link)}
			{answer.geography && shapes.map(link)}
			{link('sql')}
		</div>
	);
}

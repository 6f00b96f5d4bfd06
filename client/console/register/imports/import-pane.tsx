import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ImportRequest } from '../../../../server/assets/import/contract.ts';
import { t } from '../../../i18n/console.ts';
import { number } from '../../../i18n/format.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { arrowLeft, edit } from '../../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { registerHref } from '../../address.ts';
import { LayerTitle } from '../layers/layer-title.tsx';
import { Decide } from './decide.tsx';
import { Differences } from './differences.tsx';
import { ImportState, originWords } from './import-list.tsx';
import { importProblem, loadImport, theImport } from './import-state.ts';
import { Pairs } from './pairs.tsx';
import { Result } from './result.tsx';
import { Sending } from './sending.tsx';
import { Setup } from './setup.tsx';

/** All that is to be said of one import, in the order in which it goes. */
export function ImportPane(): JSX.Element {
	const it = theImport.value;
	return (
		<div class="register-pane stack">
			<div>
				<ButtonLink kind="quiet" icon={arrowLeft} href={registerHref('imports')}>
					{t('imports.title')}
				</ButtonLink>
			</div>
			{!it && <h1 class="unseen">{t('imports.one')}</h1>}
			{importProblem.value && <ProblemNotice problem={importProblem.value} onRetry={() => void loadImport()} />}
			{it ? <Told key={it.code} it={it} /> : !importProblem.value && <Skeleton kind="rows" count={8} />}
		</div>
	);
}

function Told({ it }: { it: ImportRequest }): JSX.Element {
	return (
		<>
			<div class="stack tight">
				<h1 class="register-title">{originWords(it)}</h1>
				<div class="cluster">
					<ImportState state={it.state} />
					{it.class && <LayerTitle id={it.class} />}
				</div>
			</div>
			{it.problem && <Notice kind={it.state === 'failed' ? 'bad' : 'warn'}>{it.problem}</Notice>}
			<Step it={it} />
		</>
	);
}

const working = new Set<ImportRequest['state']>(['reading', 'applying', 'undoing']);
const isWhole = ({ file }: ImportRequest): boolean => file === null || file.received === file.size;

function Step({ it }: { it: ImportRequest }): JSX.Element {
	if (it.state === 'uploading') return isWhole(it) ? <Setup it={it} /> : <Sending it={it} />;
	if (working.has(it.state)) return <Working it={it} />;
	return (
		<>
			{(it.state === 'ready' || it.state === 'failed') && <Again it={it} />}
			{it.reading && <Result it={it} reading={it.reading} />}
			{it.state === 'ready' && <Pairs it={it} />}
			{it.state === 'ready' && <Differences it={it} />}
			<Decide it={it} />
		</>
	);
}

/** The way back: read the same once more, in another way. */
function Again({ it }: { it: ImportRequest }): JSX.Element {
	const open = useSignal(it.state === 'failed');
	if (open.value) return <Setup it={it} />;
	return (
		<div>
			<Button icon={edit} onClick={() => (open.value = true)}>
				{t('imports.readOtherwise')}
			</Button>
		</div>
	);
}

function Working({ it: { progress } }: { it: ImportRequest }): JSX.Element {
	const stage = progress?.stage ?? 'waiting';
	return (
		<div class="stack close" role="status">
			<p>{t(`importStage.${stage}`)}</p>
			<progress class="work-bar" aria-label={t(`importStage.${stage}`)} />
			{progress && progress.rows > 0 && <p class="quiet figures">{t('imports.rowsSoFar', { rows: number(progress.rows) })}</p>}
			<p class="quiet small">{t('imports.mayLeave')}</p>
		</div>
	);
}

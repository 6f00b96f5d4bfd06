import type { JSX } from 'preact';
import { t } from '../../../i18n/console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { arrowLeft } from '../../../ui/icons.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { layers as layersIcon } from '../../../ui/staff-icons.ts';
import { registerHref } from '../../address.ts';
import { LayerTitle } from '../layers/layer-title.tsx';
import { AttributeFields } from './attribute-fields.tsx';
import { classId, layer, loaded, loadProblem, loadSubject, subject } from './edit-state.ts';
import { OtherActions } from './other-actions.tsx';
import { Preview } from './preview.tsx';
import { came } from './send.ts';
import { ShapeSection } from './shape-section.tsx';

/** The form beside the map: what the asset is, what is changed about it, and what else can be done with it. */
export function EditPane(): JSX.Element {
	return (
		<div class="register-pane stack loose">
			<div>
				<ButtonLink kind="quiet" icon={arrowLeft} href={registerHref('layers', { layer: classId.value })}>
					{layer.value?.title ?? t('layers.title')}
				</ButtonLink>
			</div>
			{!loaded.value && <h1 class="unseen">{t('place.edit')}</h1>}
			{loadProblem.value && <ProblemNotice problem={loadProblem.value} onRetry={() => void loadSubject()} />}
			{!loaded.value && !loadProblem.value && <Skeleton kind="rows" count={8} />}
			{loaded.value && <Form />}
		</div>
	);
}

function Form(): JSX.Element {
	const it = subject.value;
	if (!it && !layer.value)
		return (
			<EmptyState icon={layersIcon} title={<h1>{t('layers.unknown')}</h1>}>
				{t('layers.unknownHint')}
			</EmptyState>
		);
	return (
		<>
			<div class="stack tight">
				<h1 class="register-title">{it?.title ?? t('edit.newOf', { one: layer.value?.one ?? '' })}</h1>
				<div class="cluster">
					<LayerTitle id={classId.value} />
					{it && it.status !== 'in-service' && <Badge tone="warn">{t('status.retired')}</Badge>}
				</div>
				<Came />
			</div>
			<ShapeSection />
			<AttributeFields />
			<Preview />
			{it && <OtherActions key={`${it.reference} ${it.version}`} it={it} />}
		</>
	);
}

/** What came of the last change besides the asset that is shown: the other part of a line that was cut. */
function Came(): JSX.Element | null {
	const others = came.value?.beside === subject.value?.reference ? (came.value?.others ?? []) : [];
	if (others.length === 0) return null;
	return (
		<p class="cluster small">
			<span class="quiet">{t('edit.came')}</span>
			{others.map((reference) => (
				<a key={reference} class="code" href={registerHref('edit', { asset: reference })}>
					{reference}
				</a>
			))}
		</p>
	);
}

import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { t } from '../../../i18n/console.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { Do } from './do.tsx';
import type { Subject } from './draft.ts';
import { layer } from './edit-state.ts';
import { MergeForm } from './merge-form.tsx';
import { SplitForm } from './split-form.tsx';

/** What happens to an asset as a whole: cut, joined, replaced, renumbered, taken out of service and back. */
export function OtherActions({ it }: { it: Subject }): JSX.Element {
	const inService = it.status === 'in-service';
	const line = layer.value?.geometry === 'LineString';
	return (
		<section class="stack close" aria-labelledby="more-title">
			<h2 class="register-heading" id="more-title">
				{t('edit.more')}
			</h2>
			{inService && line && (
				<Folded title={t('edit.split')}>
					<SplitForm it={it} />
				</Folded>
			)}
			{inService && (
				<Folded title={t('edit.merge')}>
					<MergeForm it={it} />
				</Folded>
			)}
			{inService && (
				<Folded title={t('edit.replace')}>
					<ReplaceForm it={it} />
				</Folded>
			)}
			<Folded title={t('edit.renumber')}>
				<RenumberForm it={it} />
			</Folded>
			{inService ? (
				<Folded title={t('edit.retire')}>
					<RetireForm it={it} />
				</Folded>
			) : (
				<Do edit={{ kind: 'revive', asset: it.reference, version: it.version }} it={it}>
					{t('edit.revive')}
				</Do>
			)}
		</section>
	);
}

const Folded = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => (
	<details class="folded">
		<summary>{title}</summary>
		<div class="stack close">{children}</div>
	</details>
);

function RetireForm({ it }: { it: Subject }): JSX.Element {
	const on = useSignal('');
	return (
		<>
			<p class="quiet">{t('edit.retireHint')}</p>
			<TextField label={t('edit.retireOn')} hint={t('edit.retireOnHint')} optional type="date" value={on.value} onText={(day) => (on.value = day)} />
			<Do edit={{ kind: 'retire', asset: it.reference, version: it.version, ...(on.value && { on: on.value }) }} it={it}>
				{t('edit.retire')}
			</Do>
		</>
	);
}

function RenumberForm({ it }: { it: Subject }): JSX.Element {
	const key = useSignal(it.key);
	const plain = key.value.trim();
	return (
		<>
			<TextField label={t('field.key')} hint={t('edit.renumberHint')} value={key.value} onText={(written) => (key.value = written)} />
			<Do edit={{ kind: 'renumber', asset: it.reference, version: it.version, key: plain }} it={it} disabled={plain === '' || plain === it.key}>
				{t('edit.renumber')}
			</Do>
		</>
	);
}

function ReplaceForm({ it }: { it: Subject }): JSX.Element {
	const key = useSignal('');
	const installedOn = useSignal('');
	const fields = installedOn.value ? { fields: { installedOn: installedOn.value } } : {};
	return (
		<>
			<p class="quiet">{t('edit.replaceHint')}</p>
			<div class="setup-fields">
				<TextField label={t('edit.newKey')} optional value={key.value} onText={(written) => (key.value = written)} />
				<TextField label={t('field.installedOn')} optional type="date" value={installedOn.value} onText={(day) => (installedOn.value = day)} />
			</div>
			<Do edit={{ kind: 'replace', asset: it.reference, version: it.version, ...(key.value.trim() && { key: key.value.trim() }), ...fields }} it={it}>
				{t('edit.replace')}
			</Do>
		</>
	);
}

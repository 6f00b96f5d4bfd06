import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { makeWebhook, toldKinds, type Webhook, type WebhookWish, writeWebhook } from '../../../server/exchange/webhooks/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Departments, Ticks } from './departments.tsx';
import { doing, open } from './doing.ts';

const usual: WebhookWish['kinds'] = ['fault.opened', 'fault.moved', 'fault.reopened', 'fault.linked', 'fault.assigned', 'fault.merged', 'fault.unmerged'];
const fresh: WebhookWish = { version: 0, title: '', url: '', kinds: usual, departments: [], level: 'staff', active: true };

const wishOf = ({ title, url, kinds, departments, level, active, version }: Webhook): WebhookWish => ({
	...{ title, url, departments, level, active, version },
	kinds: toldKinds.filter((kind) => kinds.includes(kind)),
});

/** Keeps a webhook; one that is new is given a secret next. What was there before comes back with one press. */
async function keep(before: Webhook | null, wish: WebhookWish, again: () => void): Promise<void> {
	if (!before) {
		const { webhook } = await call(makeWebhook, wish);
		again();
		open.value = { what: 'secret', it: webhook };
		return;
	}
	const { webhook } = await call(writeWebhook, { code: before.code, ...wish });
	again();
	open.value = null;
	const undo = (): Promise<void> =>
		doing(async () => {
			await call(writeWebhook, { code: before.code, ...wishOf(before), version: webhook.version });
			again();
		});
	toast({ text: t('connections.kept', { name: webhook.title }), undo });
}

/** Writes a webhook, or makes one. */
export function WebhookForm({ it, again }: { it: Webhook | null; again: () => void }): JSX.Element {
	const wish = useSignal<WebhookWish>(it ? wishOf(it) : fresh);
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const set = (part: Partial<WebhookWish>): void => {
		wish.value = { ...wish.value, ...part };
	};
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await keep(it, wish.value, again);
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	const { title, url, kinds, departments, level, active } = wish.value;
	const errors = fieldErrors(problem.value);
	return (
		<form class="stack" onSubmit={submit}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextField label={t('connections.name')} error={errors['title']} required maxLength={120} value={title} onText={(text) => set({ title: text })} />
			<TextField
				label={t('connections.address')}
				hint={t('connections.addressHint')}
				error={errors['url']}
				type="url"
				required
				maxLength={500}
				value={url}
				onText={(text) => set({ url: text })}
			/>
			<RadioList
				label={t('connections.level')}
				value={level}
				choices={[
					{ value: 'staff', label: t('connections.level.staff') },
					{ value: 'public', label: t('connections.level.public') },
				]}
				onChoose={(chosen) => set({ level: chosen })}
			/>
			<Ticks
				label={t('connections.what')}
				options={toldKinds.map((kind) => ({ value: kind, label: t(`connections.event.${kind}`) }))}
				chosen={kinds}
				onChoose={(chosen) => set({ kinds: toldKinds.filter((kind) => chosen.includes(kind)) })}
			/>
			<Departments chosen={departments} onChoose={(chosen) => set({ departments: chosen })} />
			<Checkbox label={t('connections.active')} checked={active} onCheck={(on) => set({ active: on })} />
			<Button kind="primary" type="submit" busy={busy.value}>
				{t('connections.keep')}
			</Button>
		</form>
	);
}

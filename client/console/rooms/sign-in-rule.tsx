import type { JSX } from 'preact';
import { type Role, roles } from '../../../server/auth/contract.ts';
import { readSignInRule, type SignInRule, writeSignInRule } from '../../../server/auth/factor/contract.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { keepSetting } from '../settings/keep.ts';

/** Which roles need a second factor; each press is kept at once and can be taken back. */
export function SignInRuleCard(): JSX.Element {
	const it = useCall(readSignInRule, () => ({}));
	const rule = it.data.value;
	const set = async (before: SignInRule, role: Role, needs: boolean): Promise<void> => {
		const codeRoles = needs ? [...before.codeRoles, role] : before.codeRoles.filter((other) => other !== role);
		const done = (now: SignInRule): void => {
			it.data.value = now;
		};
		const problem = await keepSetting({ before, wish: { ...before, codeRoles }, write: (wish) => call(writeSignInRule, wish), done });
		if (!problem) return;
		toast({ text: problem.code === 'conflict' ? t('rule.own') : problemText(problem), kind: 'bad' });
		await it.reload();
	};
	return (
		<Card title={t('rule.title')}>
			<p class="quiet">{t('rule.hint')}</p>
			{it.error.value && <ProblemNotice problem={it.error.value} onRetry={() => void it.reload()} />}
			{rule && (
				<fieldset class="rule-roles">
					<legend class="unseen">{t('rule.title')}</legend>
					{roles
						.filter((role) => role !== 'resident')
						.map((role) => (
							<Checkbox
								key={`${role} ${rule.version}`}
								label={t(`role.${role}`)}
								checked={rule.codeRoles.includes(role)}
								onCheck={(needs) => void set(rule, role, needs)}
							/>
						))}
				</fieldset>
			)}
		</Card>
	);
}

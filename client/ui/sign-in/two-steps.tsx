import type { ComponentChildren, JSX } from 'preact';
import { CodeStep } from './code-step.tsx';
import type { Entering } from './entering.ts';

interface TwoStepsProps {
	it: Entering;
	/** What the button of signing in says. */
	button: string;
	/** The first step: address and password. */
	children: ComponentChildren;
}

/** The first step of signing in until a code is wanted, then the second. */
export function TwoSteps({ it: { email, code, problem, busy, back }, button, children }: TwoStepsProps): JSX.Element {
	if (code.value === null) return <>{children}</>;
	return (
		<CodeStep
			email={email.value}
			button={button}
			code={code.value}
			problem={problem.value}
			busy={busy.value}
			onCode={(typed) => {
				code.value = typed;
			}}
			onBack={back}
		/>
	);
}

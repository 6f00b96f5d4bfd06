import type { JSX } from 'preact';
import { TextField } from '../text-field.tsx';
import type { Entering } from './entering.ts';

interface PasswordFieldsProps {
	it: Pick<Entering, 'email' | 'password'>;
	email: string;
	password: string;
}

/** Address and password, under the words given, as password managers know them. */
export function PasswordFields({ it, ...labels }: PasswordFieldsProps): JSX.Element {
	const field = (name: 'email' | 'password') => ({
		label: labels[name],
		type: name,
		name,
		required: true,
		value: it[name].value,
		onText: (typed: string) => {
			it[name].value = typed;
		},
	});
	return (
		<>
			<TextField {...field('email')} autocomplete="username" />
			<TextField {...field('password')} autocomplete="current-password" />
		</>
	);
}

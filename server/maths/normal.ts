/** The value that a standard normal draw exceeds in 2.5 of 100 cases: two of them around an estimate hold 95 %. */
export const normal975 = 1.959963984540054;

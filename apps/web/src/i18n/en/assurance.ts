export const assurance = {
  title: 'Assurance',
};

export const correct = {
  title: 'Correct',
};

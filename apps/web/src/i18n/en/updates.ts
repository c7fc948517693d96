export const updates = {
  title: 'Updates',
};

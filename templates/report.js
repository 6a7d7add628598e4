// Folded tables are part of the record: they are open on paper, and as they were on the screen afterwards.
const folded = [];
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details:not([open])')) {
    details.open = true;
    folded.push(details);
  }
});
addEventListener('afterprint', () => {
  for (const details of folded.splice(0)) details.open = false;
});

// Before anything is painted: the theme that was chosen on this machine, if one was.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* storage may be forbidden: then the system's theme holds */ }

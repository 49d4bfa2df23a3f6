// Whoever signs out leaves nothing in their tabs of what they had typed.
try {
  sessionStorage.clear();
} catch {
  // Storage is blocked: nothing was kept.
}

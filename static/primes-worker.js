// Counts primes for the demo `workers`, by trial division: work for a processor core. It says "ready" once it listens; then one message
// comes in, { from, to }, and one goes out, how many primes there are from `from` up to, not including, `to`. See src/web/worker.rs.

function isPrime(number) {
  if (number < 2) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor += divisor === 2 ? 1 : 2) {
    if (number % divisor === 0) return false;
  }
  return true;
}

self.onmessage = ({ data: { from, to } }) => {
  let primes = 0;
  for (let number = from; number < to; number += 1) {
    if (isPrime(number)) primes += 1;
  }
  self.postMessage(primes);
};

self.postMessage("ready");

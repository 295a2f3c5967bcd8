export async function GET() {
  return new Response("closed", { status: 503 });
}

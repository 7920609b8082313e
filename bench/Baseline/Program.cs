// The barest endpoint that could be called secure: Kestrel, one RequestDelegate, no routing, no logging.
// It reads the body, checks the HMAC and answers 202 with an answer as long as the router's; nothing is decoded or stored.
using System.Security.Cryptography;
using System.Text;

var (url, secret) = (args[0], Encoding.UTF8.GetBytes(args[1]));
var answer = "{\"receipt\":\"r1a2b3c\",\"outcome\":\"accepted\",\"reason\":\"repeated\"}"u8.ToArray();

var builder = WebApplication.CreateEmptyBuilder(new());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(url);
var app = builder.Build();
app.Run(async context =>
{
    var reader = context.Request.BodyReader;
    var read = await reader.ReadAsync();
    while (!read.IsCompleted)
    {
        reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        read = await reader.ReadAsync();
    }

    var isSigned = IsSigned(read.Buffer, context.Request.Headers["Sentry-Hook-Signature"].ToString(), secret);
    reader.AdvanceTo(read.Buffer.End);
    context.Response.StatusCode = isSigned ? StatusCodes.Status202Accepted : StatusCodes.Status401Unauthorized;
    context.Response.ContentType = "application/json";
    context.Response.ContentLength = answer.Length;
    await context.Response.BodyWriter.WriteAsync(answer);
});
await app.RunAsync();

static bool IsSigned(in System.Buffers.ReadOnlySequence<byte> body, string signature, byte[] secret)
{
    Span<byte> expected = stackalloc byte[32];
    Span<byte> given = stackalloc byte[32];
    using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
    foreach (var segment in body)
        hmac.AppendData(segment.Span);
    hmac.GetHashAndReset(expected);
    return Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done
        && written == 32 && CryptographicOperations.FixedTimeEquals(expected, given);
}

namespace Router.Api.OpenApi;

/// <summary>The body that an endpoint takes.</summary>
/// <param name="MaxBytes">The most bytes.</param>
/// <param name="Example">An example.</param>
/// <param name="MediaType">What it is sent as.</param>
internal sealed record BodyExample(long MaxBytes, string Example, string MediaType);

namespace Router.Api.OpenApi;

/// <summary>A text that an endpoint answers beside its JSON, by the caller's Accept.</summary>
/// <param name="MediaType">What it is.</param>
internal sealed record TextAnswer(string MediaType);

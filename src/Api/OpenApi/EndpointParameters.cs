namespace Router.Api.OpenApi;

/// <summary>The parameters of an endpoint.</summary>
/// <param name="All">All that it declares.</param>
internal sealed record EndpointParameters(IReadOnlyList<Parameter> All);

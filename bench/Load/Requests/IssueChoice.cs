namespace Router.Load.Requests;

/// <summary>Which issue a request speaks of, numbered from 0.</summary>
/// <param name="ticket">The request's number in the run.</param>
/// <param name="chance">The connection's source of chance.</param>
public delegate long IssueChoice(long ticket, Random chance);

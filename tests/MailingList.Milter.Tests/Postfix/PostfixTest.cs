namespace MailingList.Milter.Tests.Postfix;

/// <summary>Tests with one Postfix, one after the other: two cores, and many processes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PostfixTest : ICollectionFixture<PrivatePostfix>
{
    internal const string Name = "postfix";

    /// <summary>A message; its header says what the milter shall do.</summary>
    internal static string Message(params string[] orders) =>
        $"From: author@example.net\nSubject: a test\n{string.Concat(orders.Select(order => order + "\n"))}\nHello.";

    internal static string Change(string order) => $"X-Change: {order}";
}

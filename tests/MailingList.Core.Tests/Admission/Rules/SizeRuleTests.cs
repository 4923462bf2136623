using MailingList.Core.Admission;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Arrival;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Rules;

public sealed class SizeRuleTests
{
    private static Verdict.Reject? Judge(int size, long limit)
    {
        RawMessage message = Some.Message("X: y\n\n" + new string('x', size));
        return (Verdict.Reject?)new SizeRule().Judge(Some.Post(message, Some.List(Some.Settings(maxSize: limit))));
    }

    [Fact]
    public void The_header_does_not_count_for_MTAs_add_to_it_on_the_way()
    {
        Assert.Null(new SizeRule().Judge(Some.Post(Some.MessageWith($"Received: {new string('x', 2000)}"), Some.List(Some.Settings(maxSize: 1024)))));
    }

    [Fact]
    public void A_post_may_be_as_large_as_the_limit()
    {
        Assert.Null(Judge(1024, 1024));
    }

    [Fact]
    public void A_larger_one_is_refused_with_both_numbers()
    {
        Verdict.Reject? verdict = Judge(1025, 1024);

        Assert.NotNull(verdict);
        Assert.Equal("5.2.3", verdict.Status);
        Assert.Equal("size", verdict.Rule);
        Assert.Contains("1k", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("1025", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        Assert.Null(Judge(100_000, 0));
    }
}
